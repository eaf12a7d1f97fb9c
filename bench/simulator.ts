import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectFolder } from '#scripts/load-environment.ts'
import { freePort } from './free-port.ts'
import { type Measure, summarize, withSpread } from './report.ts'

const rounds = 5
const connections = 16
const roundMs = 2_000
/** Linux counts the time of a process in these units. */
const tickMs = 10

/** How fast the simulator answers, and how many token requests it answers per second on one core. */
export async function measureSimulator(): Promise<Measure[]> {
  const starts: number[] = []
  const perSecond: number[] = []
  const perCpuSecond: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const port = await freePort()
    const startedAt = performance.now()
    const simulator = spawn(
      process.execPath,
      [join(projectFolder, 'scripts/run.mjs'), 'simulator', '--port', String(port), '--tls-port', 'off'],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    )
    try {
      const origin = `http://127.0.0.1:${port}`
      while (!(await answers(origin))) await pause(5)
      starts.push(performance.now() - startedAt)
      const request = await refreshRequest(origin)
      await load(port, request, 500)
      const cpuBefore = cpuMs(simulator.pid)
      const { answered, ms } = await load(port, request, roundMs)
      perSecond.push((answered * 1_000) / ms)
      perCpuSecond.push((answered * 1_000) / (cpuMs(simulator.pid) - cpuBefore))
    } finally {
      simulator.kill()
      await once(simulator, 'exit')
    }
  }
  return [
    {
      what: 'simulator: process start → first answer',
      value: withSpread(starts, 'ms', 0),
      beside: '–',
      ratio: '–',
      goal: '≤ 300 ms',
    },
    {
      what: 'simulator: refreshes a second of one core',
      value: withSpread(perCpuSecond, '/s', 0),
      beside: `${withSpread(perSecond, '/s', 0)} by the clock, load on the other core`,
      ratio: (summarize(perCpuSecond).median / summarize(perSecond).median).toFixed(2),
      goal: '≥ 5,000 /s',
    },
  ]
}

async function answers(origin: string): Promise<boolean> {
  return fetch(`${origin}/_/world`).then(
    ({ ok }) => ok,
    () => false,
  )
}

/** A refresh as bytes, so that sending requests costs next to nothing. */
async function refreshRequest(origin: string): Promise<Buffer> {
  const application = {
    applicationId: 'amzn1.sp.solution.bench',
    lwaClientId: 'amzn1.application-oa2-client.bench',
    clientSecret: 'amzn1.oa2-cs.v1.benchbenchbench',
    status: 'published',
  }
  await post(`${origin}/_/applications`, application)
  const { refreshToken } = await post<{ refreshToken: string }>(`${origin}/_/refresh-tokens`, {
    sellingPartnerId: 'A1USHARBORPINE',
    applicationId: application.applicationId,
  })
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    client_id: application.lwaClientId,
    client_secret: application.clientSecret,
  }).toString()
  return Buffer.from(
    `POST /api.amazon.com/auth/o2/token HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  )
}

async function post<T>(address: string, body: unknown): Promise<T> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
  return ((await response.json()) as { result: T }).result
}

async function load(port: number, request: Buffer, ms: number): Promise<{ answered: number; ms: number }> {
  const startedAt = performance.now()
  const endsAt = startedAt + ms
  const counts = await Promise.all(Array.from({ length: connections }, () => ask(port, request, endsAt)))
  return { answered: counts.reduce((sum, count) => sum + count, 0), ms: performance.now() - startedAt }
}

/** One connection that sends the next request as soon as the last is answered. */
async function ask(port: number, request: Buffer, endsAt: number): Promise<number> {
  const socket = connect(port, '127.0.0.1')
  let answered = 0
  let seen = ''
  socket.on('data', (chunk: Buffer) => {
    seen += chunk.toString('latin1')
    const head = seen.indexOf('\r\n\r\n')
    const length = /content-length: (\d+)/i.exec(seen)?.[1]
    if (head < 0 || seen.length < head + 4 + Number(length ?? 0)) return
    if (!seen.startsWith('HTTP/1.1 200')) return socket.destroy(new Error(seen.slice(0, 400)))
    seen = ''
    answered += 1
    if (performance.now() < endsAt) socket.write(request)
    else socket.end()
  })
  socket.write(request)
  await once(socket, 'close')
  return answered
}

/** Time that the processor has spent on a process. */
function cpuMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}
