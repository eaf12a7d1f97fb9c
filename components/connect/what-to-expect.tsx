import { clsx } from 'clsx'
import { EyeIcon, type LucideIcon, PencilIcon, XIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import type { PartnerType } from '#lib/amazon/marketplaces.ts'
import { listIn } from '#lib/languages/formats.ts'
import { useLanguage, useText } from '../languages/text.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { Steps } from '../ui/steps.tsx'
import { AllowedByChoice } from './allowed-by-choice.tsx'
import { type Permission, permissionsOf } from './permission-words.ts'

/** An application, with its roles explained. */
export interface Asking {
  readonly name: string
  /** By Amazon's names; empty: not entered. */
  readonly roles: readonly string[]
  readonly partnerTypes: readonly PartnerType[]
}

/**
 * Says what the company may see and change, and what not, before anybody is asked for permission. Within `group/start`,
 * it follows the choice between seller and vendor.
 */
export function WhatIsAllowed({ companyName, asking }: { companyName: string; asking: Asking }) {
  return (
    <Frame companyName={companyName} hasRoles={asking.roles.length > 0}>
      <Allowed companyName={companyName} application={asking} isNamed={false} />
    </Frame>
  )
}

/** The same where one of several applications is chosen in a form. */
export function WhatIsAllowedByChoice({
  companyName,
  asking,
  formId,
}: {
  companyName: string
  asking: readonly (Asking & { readonly id: string })[]
  formId: string
}) {
  return (
    <Frame companyName={companyName} hasRoles={asking.some(({ roles }) => roles.length > 0)}>
      <AllowedByChoice
        formId={formId}
        applications={asking.map(({ id, partnerTypes }) => ({ id, partnerTypes }))}
        allowed={Object.fromEntries(
          asking.map((application) => [
            application.id,
            <Allowed key={application.id} companyName={companyName} application={application} isNamed />,
          ]),
        )}
        undecided={<Undecided companyName={companyName} asking={asking} />}
      />
    </Frame>
  )
}

function Frame({
  companyName,
  hasRoles,
  children,
}: {
  companyName: string
  hasRoles: boolean
  children: ReactNode
}) {
  const text = useText('start')
  return (
    <section className="grid gap-5 rounded-md border border-line bg-surface p-5 text-base">
      {children}
      <List title={text('notRead')}>
        <Point icon={XIcon}>{text('notPassword')}</Point>
        <Point icon={XIcon}>{text.rich('notAfter', { company: companyName })}</Point>
      </List>
      {hasRoles && <p className="border-line border-t pt-4 text-ink-muted text-sm">{text('amazonLists')}</p>}
    </section>
  )
}

/** Each application's list is closed: it is not what the visitor is asked for, as long as they haven't chosen it. */
function Undecided({
  companyName,
  asking,
}: {
  companyName: string
  asking: readonly (Asking & { readonly id: string })[]
}) {
  const text = useText('start')
  return (
    <>
      <p>{text.rich('depends', { company: companyName })}</p>
      {asking.map((application) => (
        <details
          key={application.id}
          className={clsx('rounded-md border border-line', forKind(application.partnerTypes))}
        >
          <summary className="flex min-h-10 items-center gap-2 rounded-md px-3 py-2 font-medium hover:bg-sunken">
            <DisclosureIcon />
            <bdi className="wrap-anywhere">{application.name}</bdi>
          </summary>
          <div className="grid gap-5 border-line border-t p-3">
            <Allowed companyName={companyName} application={application} isNamed={false} />
          </div>
        </details>
      ))}
    </>
  )
}

function Allowed({
  companyName,
  application: { name, roles, partnerTypes },
  isNamed,
}: {
  companyName: string
  application: Asking
  isNamed: boolean
}) {
  const text = useText('start')
  const language = useLanguage()
  const { sees, changes, unknown } = permissionsOf(roles, partnerTypes)
  return (
    <>
      {isNamed && (
        <h2 className="font-semibold">
          <bdi>{name}</bdi>
        </h2>
      )}
      <List title={text('read')}>
        <Point icon={EyeIcon}>{text('readStore')}</Point>
        {roles.length === 0 && <Point icon={EyeIcon}>{text('readListed')}</Point>}
        <Permitted icon={EyeIcon} permissions={sees} />
        {unknown.length > 0 && (
          <Point icon={EyeIcon}>{text.rich('alsoListed', { roles: listIn(language, unknown) })}</Point>
        )}
      </List>
      {roles.length > 0 && (
        <List title={text('change')}>
          <Permitted icon={PencilIcon} permissions={changes} />
          {changes.length === 0 && unknown.length === 0 && (
            <Point icon={PencilIcon}>{text.rich('changesNothing', { company: companyName })}</Point>
          )}
        </List>
      )}
    </>
  )
}

function Permitted({ icon, permissions }: { icon: LucideIcon; permissions: readonly Permission[] }) {
  const text = useText('permissions')
  return permissions.map(({ word, only }) => (
    <Point key={word} icon={icon} only={only}>
      {text(word)}
    </Point>
  ))
}

function List({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      <h2 className="font-medium">{title}</h2>
      <ul className="grid gap-2 text-ink-muted">{children}</ul>
    </div>
  )
}

/** Follows the choice in the form, without a script. */
export const onlyFor = {
  seller: 'group-has-[[value=vendor]:checked]/start:hidden',
  vendor: 'group-has-[[value=seller]:checked]/start:hidden',
} as const satisfies Record<PartnerType, string>

/** Hides what the other kind of partner can't choose. */
export function forKind([first, ...others]: readonly PartnerType[]): string | undefined {
  return first === undefined || others.length > 0 ? undefined : onlyFor[first]
}

function Point({
  icon: Icon,
  only = null,
  children,
}: {
  icon: LucideIcon
  only?: PartnerType | null
  children: ReactNode
}) {
  return (
    <li className={clsx('flex gap-2.5', only !== null && onlyFor[only])}>
      <Icon size={16} className={clsx('mt-[3px]', Icon === XIcon ? 'text-ink-faint' : 'text-accent-ink')} />
      <span>{children}</span>
    </li>
  )
}

/** The steps from here to a connected account. */
export function WhatHappensNext({ steps }: { steps: readonly string[] }) {
  const text = useText('start')
  return (
    <section className="grid gap-4 text-base">
      <h2 className="font-medium text-lg">{text('happens')}</h2>
      <Steps steps={steps.map((label) => ({ label, state: 'waiting' }))} />
    </section>
  )
}
