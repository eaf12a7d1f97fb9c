import { toWire } from '#components/list/wire.ts'
import { peopleView } from '#components/people/people-view.ts'
import { personFields } from '#components/people/person-columns.tsx'
import { listPeople } from '#lib/people/list.ts'
import { serverList } from './server-list.tsx'

export const people = serverList(peopleView, 'time', async (ctx, { side, search, after }) => {
  const { rows, next } = await listPeople(ctx, { side, search, ...(after !== null && { after }) })
  return { rows: rows.map((row) => toWire(row, personFields)), next, readAt: ctx.now().toISOString() }
})
