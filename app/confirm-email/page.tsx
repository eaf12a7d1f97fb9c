import { Heading } from '#components/connect/heading.tsx'
import { ConfirmEmail } from '#components/people/confirm-email.tsx'
import { getText } from '../_server/languages/language.ts'
import { Words } from '../_server/languages/words.tsx'
import { SellerFrame } from '../_server/seller-frame.tsx'
import { getPublicSettings } from '../_server/settings.ts'
import { confirmByForm, disownByForm, readConfirmation } from './actions.ts'

export default async function ConfirmEmailPage() {
  const { companyName } = await getPublicSettings()
  const text = await getText('confirmEmail')
  return (
    <SellerFrame>
      <Heading title={text('title')}>{text('text', { company: companyName })}</Heading>
      <Words groups={['link']}>
        <ConfirmEmail look={readConfirmation} confirm={confirmByForm} disown={disownByForm} />
      </Words>
    </SellerFrame>
  )
}
