import { Heading } from '#components/connect/heading.tsx'
import { ForgotPasswordForm } from '#components/people/forgot-password.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { getText } from '../_server/languages/language.ts'
import { Words } from '../_server/languages/words.tsx'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { getPublicSettings } from '../_server/settings.ts'
import { requestReset } from './actions.ts'

export default async function ForgotPasswordPage() {
  const { companyName, sendsMail } = await getPublicSettings()
  const text = await getText('forgot')
  return (
    <SellerFrame>
      <Heading title={text('title')}>{text('text', { company: companyName })}</Heading>
      {sendsMail ? (
        <Words groups={['account']}>
          <ForgotPasswordForm action={requestReset} />
        </Words>
      ) : (
        <Notice tone="neutral" title={text('noMail')} next={text('noMailNext', { company: companyName })} />
      )}
    </SellerFrame>
  )
}
