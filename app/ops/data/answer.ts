import { tellFailure } from '#app/_server/tell-failure.ts'

const headers = { 'Cache-Control': 'no-store' }

/** JSON for the open dashboard: what was read, or why not, in words for people. */
export async function answer(read: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await read(), { headers })
  } catch (error) {
    const { status, ...told } = tellFailure(error)
    return Response.json(told, { status, headers })
  }
}
