import { forbidden } from 'next/navigation'
import { toUserError } from '#app/_server/forms/to-user-error.ts'
import { operatorPage } from '#app/_server/operator-page.ts'
import { ownPath } from '#app/_server/own-path.ts'
import { describeFilters } from '#components/authorizations/authorization-filters.tsx'
import { HealthBadge } from '#components/authorizations/health-badge.tsx'
import { flagWords, healthWords } from '#components/authorizations/health-words.ts'
import { ActionChoice } from '#components/bulk/action-choice.tsx'
import { kindWords } from '#components/bulk/bulk-words.ts'
import { ParameterForm } from '#components/bulk/parameter-form.tsx'
import { Preview } from '#components/bulk/preview.tsx'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { figure } from '#components/ui/format.ts'
import { Notice } from '#components/ui/notice.tsx'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { listAuthorizations } from '#lib/authorizations/read.ts'
import { bulkLinkDays } from '#lib/bulk/kinds.ts'
import { type BulkPreview, previewBulkAction } from '#lib/bulk/start.ts'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'
import { isRowId } from '#lib/row-id.ts'
import { readChoices } from '../../lists/authorizations.ts'
import { toSearchParams } from '../../lists/to-search-params.ts'
import { type RequestedAction, readRequest } from '../read-request.ts'
import { start } from './actions.ts'

export default async function NewBulkActionPage({ searchParams }: PageProps<'/ops/bulk/new'>) {
  const input = toSearchParams(await searchParams)
  const request = readRequest(input)
  const { kind, query, shown, parameters } = request
  const address = new URLSearchParams([...query, ...(kind === null ? [] : [['action', kind]])] as [
    string,
    string,
  ][])
  const { ctx, may } = await operatorPage(`${paths.newBulkAction}?${address}`)
  if (!may('bulk:run')) forbidden()
  const back = ownPath(request.from, ctx.settings.appUrl) ?? `${paths.authorizations}${request.filter ?? ''}`
  const needsMore = kind?.endsWith('-tag') === true || kind?.endsWith('-links') === true
  const isAsked = kind?.endsWith('-tag') !== true || input.has('tagName')
  const preview = kind === null || !isAsked ? null : await readPreview(ctx, { ...request, kind })
  return (
    <>
      <PageHeading
        above={<BackLink href={back}>Selling partners</BackLink>}
        title={kind === null ? 'Bulk action' : kindWords[kind].title}
        description={kind === null ? 'Choose what to do with all of them.' : kindWords[kind].description}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-5">
          <Card title="Selling partners">
            <Selection request={request} choices={await readChoices(ctx)} />
          </Card>
          {kind !== null && needsMore && (
            <ParameterForm
              key={kind}
              kind={kind}
              query={address}
              typed={parameters}
              days={bulkLinkDays}
              error={preview !== null && 'error' in preview ? preview.error : null}
            />
          )}
          {kind !== null && preview !== null && !('error' in preview) && (
            <Preview
              kind={kind}
              parameters={parameters}
              preview={preview}
              formId={crypto.randomUUID()}
              query={query.toString()}
              action={start}
            />
          )}
          {preview !== null && 'error' in preview && !needsMore && (
            <Notice tone="bad" title="No preview" next={preview.error} />
          )}
        </div>
        <ActionChoice current={kind} query={query} />
      </div>
    </>
  )

  /** The names of those that were selected one by one. */
  async function SelectedRows({ ids }: { ids: readonly string[] }) {
    const known = ids.filter(isRowId)
    const { rows } = await listAuthorizations(ctx, { ids: known, limit: mostNamed, sort: 'name' })
    const others = ids.length - rows.length
    return (
      <div className="grid gap-2">
        <p>{ids.length} selected one by one.</p>
        <ul className="grid gap-1">
          {rows.map(({ id, name, health }) => (
            <li key={id} className="flex flex-wrap items-center gap-2">
              <TextLink href={paths.authorization(id)}>{name}</TextLink>
              <HealthBadge health={health} />
            </li>
          ))}
          {others > 0 && <li className="text-ink-muted">and {figure(others)} more</li>}
        </ul>
      </div>
    )
  }

  function Selection({
    request: { filter, selection },
    choices,
  }: {
    request: RequestedAction
    choices: Awaited<ReturnType<typeof readChoices>>
  }) {
    if ('ids' in selection) return <SelectedRows ids={selection.ids} />
    if (filter === '') return <p>All of them: no filter is set.</p>
    const words = [
      ...(shown.search === '' ? [] : [`Contains “${shown.search}”`]),
      ...(shown.health.length === 0
        ? []
        : [`Health is ${shown.health.map((health) => healthWords[health].label).join(' or ')}`]),
      ...(shown.flags.length === 0
        ? []
        : [`Flagged ${shown.flags.map((flag) => flagWords[flag].label).join(' or ')}`]),
      ...describeFilters(shown, choices).map(({ text }) => text),
    ]
    return (
      <div className="grid gap-2">
        <p>All that match:</p>
        <ul className="list-disc pl-5 wrap-anywhere">
          {words.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
    )
  }
}

const mostNamed = 20

/** Returns the preview, or the problem with the parameters, which is shown where they are entered. */
async function readPreview(
  ctx: Context,
  request: RequestedAction & { kind: NonNullable<RequestedAction['kind']> },
): Promise<BulkPreview | { readonly error: string }> {
  try {
    return await previewBulkAction(ctx, request)
  } catch (error) {
    if (!isAppError(error)) throw error
    const { title, next } = await toUserError(error, 'operator')
    const { detail } = error.details
    return { error: `${title}. ${typeof detail === 'string' ? detail : next}` }
  }
}
