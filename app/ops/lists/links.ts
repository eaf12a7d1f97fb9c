import { linkFields } from '#components/links/link-columns.tsx'
import { linksView } from '#components/links/links-view.ts'
import { toWire } from '#components/list/wire.ts'
import { countLinks, listLinks } from '#lib/links/list.ts'
import { serverList } from './server-list.tsx'

export const links = serverList(linksView, 'time', async (ctx, shown) => {
  const [{ rows, next }, counts] = await Promise.all([listLinks(ctx, shown), countLinks(ctx, shown)])
  return {
    rows: rows.map((row) => toWire(row, linkFields)),
    next,
    counts,
    readAt: ctx.now().toISOString(),
  }
})
