import { ListFilterIcon, XIcon } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { findMarketplace, marketplaces } from '#lib/amazon/marketplaces.ts'
import { regions } from '#lib/amazon/regions.ts'
import { isTagFilter } from '#lib/tag-filter.ts'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { FoldedPanel } from '../ui/folded-panel.tsx'
import { counted } from '../ui/format.ts'
import { LinkButton } from '../ui/link-button.tsx'
import { workflowLabels } from './authorization-columns.tsx'
import {
  type AuthorizationsShown,
  authorizationsView,
  countMoreFilters,
  type FilterChoices,
  noMoreFilters,
  workflows,
} from './authorizations-view.ts'
import type { ListLinks } from './list-views.ts'

interface Props {
  shown: AuthorizationsShown
  choices: FilterChoices
  links: ListLinks
}

const dueChoices = [7, 30, 60, 90, 180]
const changedChoices = [1, 7, 30]

/** The filters that are used less often, collapsed; they work without a script. */
export function MoreFilters({ shown, choices, links }: Props) {
  const count = countMoreFilters(shown)
  const applied = JSON.stringify(
    Object.keys(noMoreFilters).map((name) => shown[name as keyof typeof noMoreFilters]),
  )
  return (
    <FoldedPanel
      label={
        <>
          <ListFilterIcon size={14} /> Filters{count > 0 && ` (${count})`}
        </>
      }
    >
      {/* Filled in again when the filters change elsewhere, such as by a link or the browser's Back. */}
      <form key={applied} action={authorizationsView.path} className="grid gap-3">
        {Object.entries(links.fields(noMoreFilters)).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {shown.incident !== null && <input type="hidden" name="incident" value={shown.incident} />}
        {shown.exposed !== null && <input type="hidden" name="exposed" value={shown.exposed} />}
        <div className="grid gap-3 sm:grid-cols-2">
          <Select name="application" label="Application" value={shown.application} none="All applications">
            {choices.applications.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Select name="region" label="Region" value={shown.region} none="All regions">
            {Object.entries(regions).map(([id, { name }]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Select name="marketplace" label="Sells in" value={shown.marketplace} none="Any marketplace">
            {marketplaces.map(({ id, country }) => (
              <option key={id} value={id}>
                {country}
              </option>
            ))}
          </Select>
          <Select name="workflow" label="Workflow" value={shown.workflow} none="Any workflow">
            {workflows.map((workflow) => (
              <option key={workflow} value={workflow}>
                {workflowLabels[workflow]}
              </option>
            ))}
          </Select>
          <Select name="role" label="Role" value={shown.role} none="Any role">
            {choices.roles.map((role) => (
              <option key={role} value={role}>
                {role}
              </option>
            ))}
          </Select>
          <Select name="has" label="Has the role" value={shown.has} none="No, it’s missing">
            <option value="role">Yes</option>
          </Select>
          <Select name="due" label="Renewal due" value={shown.due} none="Any time">
            {withChosen(dueChoices, shown.due).map((days) => (
              <option key={days} value={days}>
                Within {counted(days, 'day')}
              </option>
            ))}
          </Select>
          <Select name="changed" label="Health changed" value={shown.changed} none="Any time">
            {withChosen(changedChoices, shown.changed).map((days) => (
              <option key={days} value={days}>
                Within {counted(days, 'day')}
              </option>
            ))}
          </Select>
          <TextField
            name="account"
            label="Account"
            placeholder="Part of its name"
            maxLength={300}
            autoComplete="off"
            defaultValue={shown.account ?? ''}
          />
          <TextField
            name="reference"
            label="Your reference"
            maxLength={300}
            autoComplete="off"
            defaultValue={shown.reference ?? ''}
          />
          <TextField
            name="tag"
            label="Tag"
            placeholder="plan=pro"
            maxLength={300}
            autoComplete="off"
            defaultValue={shown.tags ?? ''}
          />
          <Select name="needs" label="Needs" value={shown.needs} none="Anything">
            <option value="person">A person</option>
          </Select>
        </div>
        <div className="flex gap-2">
          <Button type="submit">Apply filters</Button>
          {count > 0 && <LinkButton href={links.href(noMoreFilters)}>Clear</LinkButton>}
        </div>
      </form>
    </FoldedPanel>
  )
}

/** An address can name any number of days. */
function withChosen(choices: readonly number[], chosen: number | null): readonly number[] {
  return chosen === null || choices.includes(chosen) ? choices : [...choices, chosen]
}

function Select({
  name,
  label,
  value,
  none,
  children,
}: {
  name: string
  label: string
  value: string | number | null
  none: string
  children: ReactNode
}) {
  return (
    <SelectField name={name} id={`filter-${name}`} label={label} defaultValue={value ?? ''}>
      <option value="">{none}</option>
      {children}
    </SelectField>
  )
}

/** The collapsed filters in words, each with the change that removes it. */
export function describeFilters(
  shown: AuthorizationsShown,
  { applications }: Pick<FilterChoices, 'applications'>,
): readonly { readonly text: string; readonly without: Partial<AuthorizationsShown> }[] {
  const { application, region, marketplace, workflow, account, tags, reference, role, due } = shown
  const words: readonly (readonly [string | null, Partial<AuthorizationsShown>])[] = [
    [shown.needs && 'Needs a person', { needs: null }],
    [
      application &&
        `Application is ${applications.find(({ id }) => id === application)?.name ?? 'one that no longer exists'}`,
      { application: null },
    ],
    [region && `Region is ${regions[region].name}`, { region: null }],
    [
      marketplace && `Sells in ${findMarketplace(marketplace)?.country ?? marketplace}`,
      { marketplace: null },
    ],
    [workflow && `Workflow is ${workflowLabels[workflow]}`, { workflow: null }],
    [account && `Account contains “${account}”`, { account: null }],
    [
      tags && (isTagFilter(tags) ? `Tagged ${tags}` : `No tag can be “${tags}”: write key=value`),
      { tags: null },
    ],
    [reference && `Reference is ${reference}`, { reference: null }],
    [role && `${shown.has === null ? 'Lacks' : 'Has'} the role ${role}`, { role: null, has: null }],
    [due === null ? null : `Renewal due within ${counted(due, 'day')}`, { due: null }],
    [
      shown.changed === null ? null : `Health changed within ${counted(shown.changed, 'day')}`,
      { changed: null },
    ],
    [shown.incident && 'Affected by an incident', { incident: null }],
    [shown.exposed && `Exposed with the key ${shown.exposed}`, { exposed: null }],
  ]
  return words.flatMap(([text, without]) => (text === null ? [] : [{ text, without }]))
}

/** The collapsed filters that are set, each with a link that removes it. Nothing if none is set. */
export function ActiveFilters({ shown, choices, links }: Props) {
  const filters = describeFilters(shown, choices)
  if (filters.length === 0) return null
  return (
    <ul aria-label="Filters that are set" className="flex flex-wrap gap-1.5 border-line border-b px-3 py-2">
      {filters.map(({ text, without }) => (
        <li key={text}>
          <Link
            href={links.href(without)}
            prefetch={false}
            className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-md border border-line bg-sunken px-2 text-sm hover:border-line-strong"
          >
            <span className="min-w-0 max-w-72 truncate" title={text}>
              {text}
            </span>
            <XIcon size={14} aria-hidden className="text-ink-muted" />
            <span className="sr-only">: remove this filter</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
