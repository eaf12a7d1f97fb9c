import { MapPinIcon } from 'lucide-react'
import { useLanguage, useText } from '../languages/text.tsx'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { countryOf } from './country-names.ts'
import { type StartParams, startHref } from './start-params.ts'

/** Between the start page and Amazon, when an account is needed first: says that the choices are kept. */
export function ChosenNotice({ companyName, params }: { companyName: string; params: StartParams }) {
  const text = useText('signIn')
  const country = countryOf(useLanguage(), params.marketplace ?? '')
  return (
    <Notice
      tone="neutral"
      icon={MapPinIcon}
      title={text.rich('chosen', { country })}
      next={text.rich('chosenNext', { company: companyName })}
      action={
        <AnchorButton href={startHref(params)} size="small">
          {text('changeChoice')}
        </AnchorButton>
      }
    />
  )
}
