import { PlusIcon } from 'lucide-react'
import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import {
  AuthorizationList,
  AuthorizationListSkeleton,
} from '#components/authorizations/authorization-list.tsx'
import { authorizationsView } from '#components/authorizations/authorizations-view.ts'
import { resolveView, systemViews, toListView } from '#components/authorizations/list-views.ts'
import { ViewBar } from '#components/authorizations/view-bar.tsx'
import { paths } from '#components/paths.ts'
import { CopyButton } from '#components/ui/code.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { mostIds } from '#lib/bulk/select.ts'
import { listViews } from '#lib/views/views.ts'
import { authorizations, resolveList } from '../lists/authorizations.ts'
import { Prepared } from '../lists/server-list.tsx'
import { toSearchParams } from '../lists/to-search-params.ts'
import { change, remove, rename, save } from './views.ts'

export default async function Page({ searchParams }: PageProps<'/ops/authorizations'>) {
  const input = toSearchParams(await searchParams)
  const { ctx, may } = await operatorPage(addressOf(input))
  const views = [...systemViews, ...(await listViews(ctx)).map(toListView)]
  const resolved = await resolveList(ctx, input, views)
  const { shown, view } = resolved
  const page = authorizations.prepare(ctx, shown)
  const connectUrl = `${ctx.settings.appUrl}/`
  return (
    <>
      <PageHeading
        title="Selling partners"
        action={
          <>
            <CopyButton value={connectUrl} label="Copy the connect link">
              Copy the connect link
            </CopyButton>
            {may('authorizations:operate') && (
              <LinkButton href={paths.selfAuthorize}>
                <PlusIcon size={14} /> Self-authorize
              </LinkButton>
            )}
          </>
        }
      />
      <ViewBar
        resolved={resolved}
        views={views}
        mayShare={may('views:share')}
        formId={crypto.randomUUID()}
        actions={{ save, change, rename, remove }}
      />
      <Suspense fallback={<AuthorizationListSkeleton columns={shown.columns} />}>
        <Prepared page={page}>
          <AuthorizationList
            shown={shown}
            view={view && { key: view.key, parameters: view.parameters }}
            connectUrl={connectUrl}
            mayAct={may('bulk:run')}
            mostSelected={mostIds}
          />
        </Prepared>
      </Suspense>
    </>
  )
}

/** To come back to after signing in: only the parameters that the list knows. */
function addressOf(input: URLSearchParams): string {
  const { shown } = resolveView(input, [])
  const key = input.get('view')
  const isNamed = key !== null && /^[a-z0-9-]{1,40}$/.test(key)
  const parameters = new URLSearchParams({
    ...(isNamed && { view: key }),
    ...(isNamed && input.has('edited') && { edited: 'yes' }),
    ...authorizationsView.fields(shown),
  })
  return parameters.size === 0 ? authorizationsView.path : `${authorizationsView.path}?${parameters}`
}
