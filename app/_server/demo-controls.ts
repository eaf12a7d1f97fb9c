import 'server-only'
import { z } from 'zod'
import { type Context, requireScope } from '#lib/context.ts'
import { demoScenarios } from '#lib/demo-scenarios.ts'
import { AppError } from '#lib/errors.ts'
import { getServices } from './services.ts'

const played = z.object({ result: z.object({ address: z.url() }) })
const refused = z.object({ message: z.string().max(500) })

/**
 * Plays one of the scenarios of the demo's simulator. Returns the path of the page that shows the result. Throws
 * `not_allowed` outside the demo, and `scenario_refused`.
 */
export async function playInDemo(ctx: Context, id: string): Promise<string> {
  requireScope(ctx, 'authorizations:operate')
  if (!demoScenarios.some((scenario) => scenario.id === id))
    throw new AppError('input_invalid', { field: 'id' })
  const answer = await ask(`scenarios/${id}`)
  // The next page shows the time, which the scenario may have moved.
  await getServices().syncClock()
  const { pathname, search } = new URL(played.parse(answer).result.address)
  return pathname + search
}

/** Ends the demo and starts it afresh. Throws `not_allowed` outside the demo. */
export async function resetDemo(): Promise<void> {
  await ask('reset')
}

async function ask(path: string): Promise<unknown> {
  const { demo } = getServices()
  if (demo === null) throw new AppError('not_allowed')
  const response = await fetch(`${demo.simulator}/_/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    cache: 'no-store',
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  throw new AppError('scenario_refused', { detail: refused.safeParse(answer).data?.message ?? 'no answer' })
}
