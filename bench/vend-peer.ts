import { createServer } from 'node:http'
import { connect } from '#lib/database/connect.ts'

/**
 * The baseline for a vend: `node vend-peer.ts <port> <bytes> [<socket> <user> <database>]` starts a bare server that
 * answers with the same bytes. Given a database, it first does one prepared indexed read of the authorization.
 */
const [port = '0', text = '{}', path, username = '', database = ''] = process.argv.slice(2)
const body = Buffer.from(text)
const headers = { 'content-type': 'application/json', 'content-length': body.length }
const sql =
  path === undefined
    ? null
    : connect({ kind: 'socket', path, username, database }, { max: 10, onnotice: () => {} })

createServer(async (request, response) => {
  const id = request.url?.split('/')[4]
  if (sql !== null && id !== undefined)
    await sql`select sealed, expires_at from access_token where authorization_id = ${id}`
  response.writeHead(200, headers).end(body)
}).listen(Number(port), '127.0.0.1')
