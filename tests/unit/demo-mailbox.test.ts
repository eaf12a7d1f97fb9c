import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '#bench/free-port.ts'
import { startMailbox } from '#scripts/demo/mailbox.ts'
import { webhookPath } from '#scripts/demo/webhook-receiver.ts'

const dayMs = 86_400_000

async function folderAndPorts() {
  const folder = mkdtempSync(join(tmpdir(), 'gatehouse-mailbox-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return { file: join(folder, 'mailbox.json'), port: await freePort(), smtpPort: await freePort() }
}

test('the demo’s mailbox keeps the emails of two weeks while the demo is stopped', async () => {
  const place = await folderAndPorts()
  let now = new Date('2026-11-01T09:00:00Z')
  const open = () => startMailbox({ ...place, now: () => now })
  const send = (subject: string) =>
    nodemailer
      .createTransport({ host: '127.0.0.1', port: place.smtpPort, secure: false, ignoreTLS: true })
      .sendMail({ from: 'from@example.com', to: 'to@example.com', subject, text: 'Hello' })
  const list = async (origin: string) =>
    (
      (await (await fetch(`${origin}/messages.json`)).json()) as { subject: string; receivedAt: string }[]
    ).map(({ subject, receivedAt }) => [subject, receivedAt])

  const first = await open()
  await send('Old')
  now = new Date(now.getTime() + 10 * dayMs)
  await send('New')
  expect(await list(first.origin)).toEqual([
    ['New', '2026-11-11T09:00:00.000Z'],
    ['Old', '2026-11-01T09:00:00.000Z'],
  ])
  now = new Date(now.getTime() + 5 * dayMs)
  await first.close()
  expect(readFileSync(place.file, 'utf8')).not.toContain('Old')

  const second = await open()
  onTestFinished(second.close)
  await send('Newest')
  expect(await list(second.origin)).toEqual([
    ['Newest', '2026-11-16T09:00:00.000Z'],
    ['New', '2026-11-11T09:00:00.000Z'],
  ])
  expect(await (await fetch(`${second.origin}/messages/2`)).text()).toContain('2026-11-11 09:00:00')
})

test('the demo’s webhook endpoint shows what it accepts, and refuses as often as it is told', async () => {
  const mailbox = await startMailbox({ ...(await folderAndPorts()), now: () => new Date() })
  onTestFinished(mailbox.close)
  const post = (body: string) => fetch(mailbox.origin + webhookPath, { method: 'POST', body })
  mailbox.refuseWebhooks(1)
  expect((await post('{"type":"incident.opened"}')).status).toBe(503)
  const page = async () => (await fetch(`${mailbox.origin}/webhooks`)).text()
  expect(await page()).toContain('None since the demo was started')
  expect((await post('{"type":"<b>incident.opened"}')).status).toBe(204)
  expect((await post('no JSON')).status).toBe(204)
  expect(await page()).toContain('&lt;b&gt;incident.opened')
  expect(await page()).toContain('no JSON')
})
