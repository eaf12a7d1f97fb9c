import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Suspense } from 'react'
import { z } from 'zod'
import { operatorPage } from '#app/_server/operator-page.ts'
import { LinkForm } from '#components/ops/link-form.tsx'
import { LinkList } from '#components/ops/link-list.tsx'
import { Card } from '#components/ui/card.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeading } from '#components/ui/page-heading.tsx'
import { linkLifeDays } from '#lib/authorizations/connect-links.ts'
import { listLinkChoices, listLinks } from '#lib/authorizations/list-links.ts'
import type { Context } from '#lib/context.ts'
import { isAppError } from '#lib/errors.ts'
import { readParameters, type SearchParameters } from '../parameters.ts'
import { create, revoke } from './actions.ts'

export const metadata: Metadata = { title: 'Connect links' }

const path = '/ops/links'
const parameters = z.strictObject({ after: z.string().max(500).nullable().default(null) })

export default async function LinksPage({ searchParams }: { searchParams: Promise<SearchParameters> }) {
  const view = readParameters(parameters, await searchParams)
  const { ctx, may } = await operatorPage(path)
  if (view === null) notFound()
  const mayManage = may('links:manage')
  const list = {
    first: view.after === null ? null : path,
    now: ctx.now().toISOString(),
    revoke: mayManage ? revoke : null,
  }
  return (
    <>
      <PageHeading
        title="Connect links"
        description="Each leads one seller to Amazon for one application. Opening it uses nothing up; connecting does."
        action={
          mayManage && (
            <div className="lg:hidden">
              <LinkButton href="#make-a-link">Make a link</LinkButton>
            </div>
          )
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Suspense fallback={<LinkList {...list} rows={null} next={null} />}>
          <Links ctx={ctx} after={view.after} {...list} />
        </Suspense>
        {mayManage && (
          <Card id="make-a-link" title="Make a link">
            {/* No fallback: without a script it would stay in the place of the form. */}
            <NewLink ctx={ctx} />
          </Card>
        )}
      </div>
    </>
  )
}

type LinksProps = { ctx: Context; after: string | null } & Omit<
  Parameters<typeof LinkList>[0],
  'rows' | 'next'
>

async function Links({ ctx, after, ...list }: LinksProps) {
  const { rows, next } = await listLinks(ctx, { after }).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'input_invalid') notFound()
    throw error
  })
  return (
    <LinkList
      {...list}
      rows={rows}
      next={next === null ? null : `${path}?${new URLSearchParams({ after: next })}`}
    />
  )
}

async function NewLink({ ctx }: { ctx: Context }) {
  const choices = { ...(await listLinkChoices(ctx)), lives: linkLifeDays }
  return <LinkForm formId={crypto.randomUUID()} choices={choices} action={create} />
}
