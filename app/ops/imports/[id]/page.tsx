import { forbidden } from 'next/navigation'
import { operatorPage } from '#app/_server/operator-page.ts'
import { orNotFound } from '#app/_server/or-not-found.ts'
import { AuditLink } from '#components/audit/audit-link.tsx'
import { ImportProgress } from '#components/imports/import-progress.tsx'
import { failuresOf, linesHref, linesToShow, parseAsked } from '#components/imports/import-words.ts'
import { LineList } from '#components/imports/line-list.tsx'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { AnchorButton } from '#components/ui/button.tsx'
import { datedTitle } from '#components/ui/format.ts'
import { BackLink, PageHeading } from '#components/ui/page-heading.tsx'
import { failedResults, listImportedLines, readImport } from '#lib/imports/read.ts'
import { cancel } from '../actions.ts'

const rowsPerPage = 50

export default async function ImportPage({ params, searchParams }: PageProps<'/ops/imports/[id]'>) {
  const { id } = await params
  const asked = parseAsked(await searchParams)
  const { ctx, may } = await operatorPage(linesHref(id, asked))
  if (!may('tokens:import')) forbidden()
  const view = await readImport(ctx, id).catch(orNotFound('import_not_found'))
  const shown = linesToShow(asked, view)
  const { rows, next } = await listImportedLines(ctx, id, {
    results: shown.show === 'failed' ? failedResults : [],
    after: shown.after,
    limit: rowsPerPage,
  })
  return (
    <>
      <PageHeading
        above={<BackLink href={paths.imports}>Imports</BackLink>}
        title={datedTitle('Import', view.createdAt)}
        action={
          <>
            {may('audit:search') && <AuditLink kind="import" id={id} />}
            {failuresOf(view.counts) > 0 && (
              <AnchorButton href={paths.importFailures(id)}>Download failures</AnchorButton>
            )}
          </>
        }
      />
      <ImportProgress view={view} cancel={cancel} />
      <LineList importId={id} view={view} shown={shown} rows={rows} next={next} />
      {view.state === 'running' && <KeepFresh everyMs={2_000} isAnnounced={false} />}
    </>
  )
}
