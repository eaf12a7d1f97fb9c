import { sellerWording } from '#app/_server/forms/to-user-error.ts'
import { getText } from '#app/_server/languages/language.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { Confirmable } from '#app/_server/people/confirmable.tsx'
import { OwnSignIn } from '#app/_server/people/own-sign-in.tsx'
import { requireAccount } from '#app/_server/people/require-account.ts'
import { readSession } from '#app/_server/people/session.ts'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { Heading } from '#components/connect/heading.tsx'
import { paths } from '#components/paths.ts'
import { OwnEmailCard } from '#components/people/own-email.tsx'
import { readOwnEmail } from '#lib/people/confirm-email.ts'
import { resendConfirmation, setReminders } from './actions.ts'

export default async function SellersOwnPage({ searchParams }: PageProps<'/connect/me'>) {
  const ctx = await requireAccount(paths.ownAccount)
  const session = await readSession()
  const text = await getText('me')
  const { isTakenOut, ...ownEmail } = await readOwnEmail(ctx)
  return (
    <SellerFrame>
      <Heading title={text('title')}>
        <bdi>{session?.person.email}</bdi>
      </Heading>
      <div className="grid gap-5 text-base">
        <Words groups={['me']}>
          <OwnEmailCard
            {...ownEmail}
            problem={isTakenOut ? await sellerWording('email_taken_out') : null}
            sendsMail={ctx.mail !== null}
            resend={resendConfirmation}
            setReminders={setReminders}
          />
        </Words>
        <Confirmable>
          <OwnSignIn ctx={ctx} error={(await searchParams).error} />
        </Confirmable>
      </div>
    </SellerFrame>
  )
}
