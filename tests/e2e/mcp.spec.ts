import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, type Page } from '@playwright/test'
import { test } from './fixtures.ts'

async function makeAgentKey(office: Page, name: string): Promise<string> {
  await office.goto('/ops/keys/agents')
  await office.getByLabel('Name', { exact: true }).fill(name)
  for (const box of await office.getByRole('checkbox').all()) await box.check()
  await office.getByRole('button', { name: 'Create agent key' }).click()
  await expect(office.getByText(`API key ${name} created.`)).toBeVisible()
  const [key = ''] = /ghk_[0-9a-f]{12}_[\w-]{43}/.exec(await office.locator('main').innerText()) ?? []
  return key
}

/** The client's requests and answers, byte by byte, including headers. */
function record(transcript: string[]): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    const body = await response.clone().text()
    transcript.push(
      `> ${init?.method} ${input} ${String(init?.body ?? '')}`,
      `< ${response.status} ${JSON.stringify([...response.headers])} ${body}`,
    )
    return response
  }
}

/** All secrets of Amazon's and ours. A connect link is the only one that a tool returns. */
const secrets = /Atz[ar]\||Atc\||amzn1\.oa2-cs|ghk_[0-9a-f]{12}_|ghs_|v1\.[\w-]{10,}\.[\w-]{40,}/

test('the official client uses every tool, at the api and at the app’s address, and no transcript has a token', async ({
  demo,
  office,
  connected,
}) => {
  await connected()
  const key = await makeAgentKey(office, 'Conformance')
  const seen: Record<string, readonly unknown[]> = {}
  for (const origin of [demo.api, demo.app]) {
    const transcript: string[] = []
    const client = new Client({ name: 'conformance', version: '1' })
    await client.connect(
      new StreamableHTTPClientTransport(new URL('/mcp', origin), {
        fetch: record(transcript),
        requestInit: { headers: { authorization: `Bearer ${key}` } },
      }),
    )
    await client.ping()
    const { tools } = await client.listTools()
    const call = async (name: string, args: Record<string, unknown> = {}) => {
      const result = await client.callTool({ name, arguments: args })
      const [content] = result.content as { text: string }[]
      return { isError: result.isError === true, body: JSON.parse(content?.text ?? '{}') }
    }
    const { body: listed } = await call('list_authorizations', { health: 'working', limit: 1 })
    const [{ id, application_id: application }] = listed.data.authorizations
    const used = {
      list_authorizations: { limit: 50 },
      get_authorization: { id },
      explain_health: { id },
      list_renewals: {},
      role_matrix: { id },
      diagnose_error: { text: 'Atzr|IwEBIAFakeTokenThatWasPasted1234567890 {"error":"invalid_grant"}' },
      list_incidents: {},
      list_applications: {},
      find_operations: { query: 'participations' },
      call_sp_api: { authorization_id: id, operation: 'sellers.v1.getMarketplaceParticipations' },
      create_connect_link: { application_id: application, label: `Agent at ${origin}` },
    }
    expect(tools.map(({ name }) => name).sort()).toEqual(Object.keys(used).sort())
    const answers = await Promise.all(
      Object.entries(used).map(async ([name, args]) => [name, (await call(name, args)).isError]),
    )
    expect(answers.filter(([, isError]) => isError)).toEqual([])
    // Missing records, malformed requests and missing scopes also get answers.
    expect((await call('get_authorization', { id: crypto.randomUUID() })).body.code).toBe(
      'authorization_not_found',
    )
    await expect(client.callTool({ name: 'vend_access_token', arguments: { id } })).rejects.toThrow()
    await client.close()

    // The only pasted text came from the agent itself.
    const received = transcript.filter((line) => line.startsWith('<'))
    expect(received.length).toBeGreaterThan(14)
    expect(received.filter((line) => secrets.test(line))).toEqual([])
    expect(received.join('\n')).toContain('marketplaceParticipations')
    seen[origin] = tools
  }
  expect(seen[demo.app]).toEqual(seen[demo.api])
})

test('at the app’s address, agents get the api’s own answers: without a key, with a wrong one, and to other methods', async ({
  demo,
}) => {
  for (const [init, status, code] of [
    [{ method: 'POST', body: '{}' }, 401, 'api_key_missing'],
    [{ method: 'POST', body: '{}', headers: { authorization: 'Bearer none' } }, 401, 'api_key_unknown'],
    [{ method: 'GET' }, 405, 'method_not_allowed'],
  ] as const) {
    const [there, here] = await Promise.all(
      [demo.api, demo.app].map((origin) => fetch(`${origin}/mcp`, init as RequestInit)),
    )
    for (const response of [there, here]) {
      expect(response?.status).toBe(status)
      expect(await response?.json()).toMatchObject({ code })
    }
  }
})
