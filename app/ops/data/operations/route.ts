import { pageContext } from '#app/_server/context.ts'
import { listOperations } from '#lib/calls/list-operations.ts'
import { answer } from '../answer.ts'

/** Every operation of the catalog, for the list of the call runner: the fields for finding one, without parameters. */
export async function GET(): Promise<Response> {
  return answer(async () => listOperations(await pageContext()))
}
