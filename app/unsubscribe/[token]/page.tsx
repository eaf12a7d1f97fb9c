import { pageContext } from '#app/_server/context.ts'
import { toUserError } from '#app/_server/forms/to-user-error.ts'
import { getText } from '#app/_server/languages/language.ts'
import { Words } from '#app/_server/languages/words.tsx'
import { SellerFrame } from '#app/_server/seller-frame.tsx'
import { getPublicSettings } from '#app/_server/settings.ts'
import { Heading } from '#components/connect/heading.tsx'
import { findLinkToken } from '#components/link-token.ts'
import { UnsubscribeForm } from '#components/people/unsubscribe.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { readUnsubscribe } from '#lib/people/unsubscribe.ts'
import { Secret } from '#lib/secret.ts'
import { unsubscribeByForm } from './actions.ts'

export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  // Copied, it may have something around it.
  const { token: given } = await params
  const token = findLinkToken(given) ?? given
  const { companyName } = await getPublicSettings()
  const found = await read(token)
  const text = await getText('unsubscribe')
  return (
    <SellerFrame>
      <Heading title={text('title')}>{text('text', { company: companyName })}</Heading>
      {'email' in found ? (
        <Words groups={['unsubscribe']}>
          <UnsubscribeForm
            token={token}
            recipient={text('recipient', { email: found.email })}
            action={unsubscribeByForm}
          />
        </Words>
      ) : (
        <Notice tone="bad" title={found.title} next={found.next} />
      )}
    </SellerFrame>
  )
}

async function read(token: string) {
  try {
    return await readUnsubscribe(await pageContext(), new Secret(token))
  } catch (error) {
    return toUserError(error, 'seller')
  }
}
