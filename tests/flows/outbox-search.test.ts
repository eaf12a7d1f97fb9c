import { expect, test } from 'vitest'
import { inTransaction } from '#lib/context.ts'
import { type NewMessage, queueMessages } from '#lib/messages/queue.ts'
import { countOutbox, listOutbox } from '#lib/notifications/outbox.ts'
import { newId } from '#lib/vault/random.ts'
import { useDatabase } from '../fixtures/database.ts'
import { createNotificationsWorld } from './notifications-world.ts'

const world = await createNotificationsWorld(await useDatabase())
const { system, viewer } = world

const queue = (changes: Partial<NewMessage<'test'>>) =>
  inTransaction(system, (tx) =>
    queueMessages(tx, [
      {
        kind: 'test',
        facts: {},
        key: newId(),
        recipient: 'kettle@example.com',
        expiresAt: new Date(system.now().getTime() + 60_000),
        ...changes,
      },
    ]),
  )

test('the outbox counts what its search finds, and finds channels by their names', async () => {
  const [id = ''] = await queue({})
  const channel = { channelKind: 'slack', channelId: newId() } as const
  await queue({ ...channel, recipient: 'Ops Alerts' })
  const found = async (search: string) => {
    const { rows } = await listOutbox(viewer, { search })
    expect((await countOutbox(viewer, { search })).waiting, search).toBe(rows.length)
    return rows.map(({ recipient }) => recipient)
  }
  expect(await found('ops al')).toEqual(['Ops Alerts'])
  expect(await found('Ops')).toEqual(['Ops Alerts'])
  expect(await found('Kettle')).toEqual(['kettle@example.com'])
  expect(await found(id)).toEqual(['kettle@example.com'])
  expect(await found('nobody')).toEqual([])
  expect(await found('')).toHaveLength(2)
})
