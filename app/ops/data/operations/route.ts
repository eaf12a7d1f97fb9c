import { pageContext } from '#app/_server/context.ts'
import { listOperations } from '#lib/calls/list-operations.ts'
import { answer } from '../answer.ts'

/** Every operation of the catalog, for the list of the call runner: what is needed to find one, and no parameters. */
export async function GET(): Promise<Response> {
  return answer(async () => listOperations(await pageContext()))
}
