import { Suspense } from 'react'
import { operatorPage } from '#app/_server/operator-page.ts'
import { LinkForm } from '#components/links/link-form.tsx'
import { LinkList, LinkListSkeleton, LinkStates, LinkStatesSkeleton } from '#components/links/link-list.tsx'
import { linksView } from '#components/links/links-view.ts'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { ListBesideForm } from '#components/ui/list-beside-form.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import type { Context } from '#lib/context.ts'
import { linkLifeDays } from '#lib/links/create.ts'
import { listLinkChoices } from '#lib/links/list.ts'
import { links } from '../lists/links.ts'
import { Prepared } from '../lists/server-list.tsx'
import { create, revoke } from './actions.ts'

export default async function LinksPage({ searchParams }: PageProps<'/ops/links'>) {
  const shown = links.parse(await searchParams)
  const { ctx, may } = await operatorPage(linksView.href(shown, shown))
  const mayManage = may('links:manage')
  const page = links.prepare(ctx, shown)
  return (
    <>
      <PageHeading
        title="Connect links"
        description="Each link takes one seller to Amazon for one application. Opening it doesn’t use it up; connecting does."
        action={
          mayManage && (
            <div className="lg:hidden">
              <LinkButton href="#make-a-link">Create link</LinkButton>
            </div>
          )
        }
      />
      <Suspense fallback={<LinkStatesSkeleton />}>
        <Prepared page={page}>
          <LinkStates shown={shown} />
        </Prepared>
      </Suspense>
      <ListBesideForm
        list={
          <Suspense fallback={<LinkListSkeleton />}>
            <Prepared page={page}>
              <LinkList shown={shown} revoke={mayManage ? revoke : null} />
            </Prepared>
          </Suspense>
        }
        form={
          mayManage && (
            <Card id="make-a-link" title="Create link">
              {/* Without a boundary: React would leave the form hidden for a browser without scripts. */}
              <NewLink ctx={ctx} />
            </Card>
          )
        }
      />
    </>
  )
}

async function NewLink({ ctx }: { ctx: Context }) {
  const choices = { ...(await listLinkChoices(ctx)), lives: linkLifeDays, sendsMail: ctx.mail !== null }
  return <LinkForm formId={crypto.randomUUID()} choices={choices} action={create} />
}
