import { logUnexpected } from '#app/_server/forms/to-user-error.ts'
import { problemContentType, toProblemDetails } from '#lib/problem-details.ts'

const headers = { 'Cache-Control': 'no-store' }

/** JSON for the open dashboard: the data, or problem details. */
export async function answer(read: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await read(), { headers })
  } catch (error) {
    const requestId = crypto.randomUUID()
    logUnexpected(error, requestId)
    const problem = toProblemDetails(error, requestId)
    return Response.json(problem, {
      status: problem.status,
      headers: { ...headers, 'Content-Type': problemContentType },
    })
  }
}
