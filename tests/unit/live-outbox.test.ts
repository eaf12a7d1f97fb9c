import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { pipeToNodeResponse } from 'next/dist/server/pipe-readable.js'
import { expect, onTestFinished, test } from 'vitest'
import { createOutbox, mostWaiting, type Outbox } from '#lib/live/outbox.ts'

/** A server that sends an outbox like Next sends the body of a route, and a client that has requested it. */
async function serve() {
  const left: string[] = []
  let response: ServerResponse | undefined
  let outbox: Outbox | undefined
  const server = createServer((_, asked) => {
    response = asked
    outbox = createOutbox(() => left.push('left'))
    outbox.push('first\n\n', '')
    asked.writeHead(200, { 'Content-Type': 'text/event-stream' })
    pipeToNodeResponse(outbox.body, asked).catch(() => left.push('failed'))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  client.on('error', () => {})
  onTestFinished(() => {
    client.destroy()
    server.close()
  })
  client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')
  let text = ''
  client.on('data', (data) => {
    text += String(data)
  })
  await expect.poll(() => text).toContain('first')
  return {
    client,
    left,
    text: () => text,
    outbox: outbox as unknown as Outbox,
    response: response as unknown as ServerResponse,
  }
}

test('each event is sent when it is added, and the last one ends the response', async () => {
  const { outbox, text, response, left } = await serve()
  outbox.push('second\n\n', '')
  await expect.poll(text).toContain('second')
  outbox.end('last\n\n')
  outbox.push('too late\n\n', '')
  await expect.poll(text).toContain('last')
  await expect.poll(() => response.writableFinished).toBe(true)
  expect(text()).not.toContain('too late')
  expect(left).toEqual([])
})

test('a client that disconnects is noticed', async () => {
  const { client, left } = await serve()
  client.destroy()
  await expect.poll(() => left).toEqual(['left'])
})

test('a client that reads nothing is noticed, and breaking its connection ends the stream', async () => {
  const { client, outbox, response, left } = await serve()
  client.pause()
  const block = 'x'.repeat(100_000)
  await expect
    .poll(
      () => {
        outbox.push(block, 'reset')
        return outbox.stalledMs > 200
      },
      { interval: 5 },
    )
    .toBe(true)
  for (let count = 0; count <= mostWaiting + 5; count += 1) outbox.push('event', 'reset')
  response.destroy()
  await expect.poll(() => left).toEqual(['left'])
})

test('too many waiting events are replaced by one that says so', async () => {
  const outbox = createOutbox(() => {})
  for (let count = 0; count <= mostWaiting; count += 1) outbox.push('event', 'reset')
  const { value } = await outbox.body.getReader().read()
  expect(new TextDecoder().decode(value)).toBe('reset')
})
