import { LinkForm } from '#components/links/link-form.tsx'
import { LinkList } from '#components/links/link-list.tsx'
import { LinkStateFilter } from '#components/links/link-state-filter.tsx'
import { type LinksView, linksHref } from '#components/links/links-view.ts'
import type { Context } from '#lib/context.ts'
import { linkLifeDays } from '#lib/links/create.ts'
import { countLinks, listLinkChoices, listLinks } from '#lib/links/list.ts'
import { create } from './actions.ts'

interface Props {
  ctx: Context
  view: LinksView
}

export async function States({ ctx, view }: Props) {
  return <LinkStateFilter view={view} counts={await countLinks(ctx)} />
}

export async function Links({
  ctx,
  view,
  ...list
}: Props & Omit<Parameters<typeof LinkList>[0], 'rows' | 'next'>) {
  const { rows, next } = await listLinks(ctx, view)
  return <LinkList {...list} rows={rows} next={next === null ? null : linksHref(view, { after: next })} />
}

export async function NewLink({ ctx }: { ctx: Context }) {
  const choices = { ...(await listLinkChoices(ctx)), lives: linkLifeDays }
  return <LinkForm formId={crypto.randomUUID()} choices={choices} action={create} />
}
