import { clsx } from 'clsx'
import { Columns3Icon } from 'lucide-react'
import { leftOutClass } from '../list/data-table.tsx'
import { Button } from '../ui/button.tsx'
import { FoldedPanel } from '../ui/folded-panel.tsx'
import { LinkButton } from '../ui/link-button.tsx'
import { columnChoices, columnsOf } from './authorization-columns.tsx'
import { type AuthorizationsShown, authorizationsView } from './authorizations-view.ts'
import type { ListLinks } from './list-views.ts'

/** Chooses the columns of the list and of its file; works without a script. */
export function ColumnChooser({ shown, links }: { shown: AuthorizationsShown; links: ListLinks }) {
  const visible = columnsOf(shown.columns).map(({ key }) => key)
  return (
    <FoldedPanel
      label={
        <>
          <Columns3Icon size={14} /> Columns
        </>
      }
    >
      <form action={authorizationsView.path} className="grid gap-3" key={visible.join()}>
        {Object.entries(links.fields({ columns: [] })).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset className="grid gap-2 sm:grid-cols-2">
          <legend className="mb-2 font-medium">Columns next to the name</legend>
          {columnChoices.map(({ key, header, from }) => (
            <label key={key} className="flex items-center gap-2">
              <input
                type="checkbox"
                name="columns"
                value={key}
                defaultChecked={visible.includes(key)}
                className="size-4 accent-accent"
              />
              <span className="leading-snug">
                {header}
                {from !== undefined && (
                  <span className={clsx('block text-ink-muted text-xs', leftOutClass(from))}>
                    Not shown at this width
                  </span>
                )}
              </span>
            </label>
          ))}
        </fieldset>
        <div className="flex gap-2">
          <Button type="submit">Show columns</Button>
          {shown.columns.length > 0 && (
            <LinkButton href={links.href({ columns: [] })}>Default columns</LinkButton>
          )}
        </div>
      </form>
    </FoldedPanel>
  )
}
