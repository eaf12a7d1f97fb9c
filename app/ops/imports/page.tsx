import { forbidden } from 'next/navigation'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { ImportForm, ImportGuide } from '#components/imports/import-form.tsx'
import { ImportList } from '#components/imports/import-list.tsx'
import { KeepFresh } from '#components/live/keep-fresh.tsx'
import { paths } from '#components/paths.ts'
import { Card } from '#components/ui/card.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import { isCursor } from '#lib/database/keyset.ts'
import { listImports } from '#lib/imports/read.ts'
import { startFile } from './actions.ts'

const rowsPerPage = 25

export default async function ImportsPage({ searchParams }: PageProps<'/ops/imports'>) {
  const { ctx, may } = await operatorPage(paths.imports)
  if (!may('tokens:import')) forbidden()
  const { after } = await searchParams
  const cursor = typeof after === 'string' && isCursor(after, 'time') ? after : null
  return (
    <>
      <PageHeading
        title="Imports"
        description="Import refresh tokens that you already have. A line counts as imported once its token was refreshed and its marketplaces were read."
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Suspense fallback={<ImportList rows={null} next={null} isFirst />}>
          <Imports ctx={ctx} after={cursor} />
        </Suspense>
        <div className="grid min-w-0 gap-5 max-lg:row-start-1">
          <Card title="Import tokens">
            <ImportForm action={startFile} />
          </Card>
          <Card title="What a file contains">
            <ImportGuide />
          </Card>
        </div>
      </div>
      <KeepFresh everyMs={5_000} isAnnounced={false} />
    </>
  )
}

async function Imports({ ctx, after }: { ctx: Context; after: string | null }) {
  const { rows, next } = await listImports(ctx, { after, limit: rowsPerPage })
  return <ImportList rows={rows} next={next} isFirst={after === null} />
}
