import { BadgeCheckIcon, type LucideIcon, UserRoundCheckIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PartnerType } from '#lib/amazon/marketplaces.ts'
import { useText } from '../languages/text.tsx'
import { AnchorButton } from '../ui/button.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { onlyFor } from './what-to-expect.tsx'

/** The most frequent reasons why Amazon refuses, before sellers run into them. */
export function BeforeYouStart({
  companyName,
  url,
  partnerTypes,
}: {
  companyName: string
  /** The page's URL, for sharing. */
  url: string
  partnerTypes: readonly PartnerType[]
}) {
  const text = useText('start')
  const message = text('forwardText', { company: companyName, url })
  const mail = new URLSearchParams({
    subject: text('forwardSubject', { company: companyName }),
    body: message,
  })
  return (
    <section className="grid gap-4 text-base">
      <h2 className="font-medium text-lg">{text('before')}</h2>
      <ul className="grid gap-4">
        <Hint icon={UserRoundCheckIcon} title={text('primaryUser')} sentence={text('primaryUserText')}>
          <details className="group">
            <summary className="inline-flex min-h-6 items-center gap-1.5 rounded-sm text-accent-ink underline underline-offset-4">
              <DisclosureIcon />
              {text('notPrimaryUser')}
            </summary>
            <div className="mt-2 grid gap-3 rounded-md border border-line bg-surface p-4">
              <p className="text-ink-muted">{text('forward')}</p>
              <p className="select-all rounded-sm bg-sunken p-3 text-sm wrap-anywhere">{message}</p>
              <div>
                {/* Mail programs take a plus sign literally. */}
                <AnchorButton href={`mailto:?${mail.toString().replaceAll('+', '%20')}`}>
                  {text('byEmail')}
                </AnchorButton>
              </div>
            </div>
          </details>
        </Hint>
        {partnerTypes.includes('seller') && (
          <Hint
            icon={BadgeCheckIcon}
            title={text('professional')}
            sentence={text('professionalText')}
            className={onlyFor.seller}
          />
        )}
      </ul>
    </section>
  )
}

function Hint({
  icon: Icon,
  title,
  sentence,
  className = '',
  children,
}: {
  icon: LucideIcon
  title: string
  sentence: string
  className?: string
  children?: ReactNode
}) {
  return (
    <li className={`flex gap-3 ${className}`}>
      <Icon size={20} className="mt-px text-accent-ink" />
      <div className="grid min-w-0 flex-1 gap-1">
        <h3 className="font-medium">{title}</h3>
        <p className="text-ink-muted">{sentence}</p>
        {children}
      </div>
    </li>
  )
}
