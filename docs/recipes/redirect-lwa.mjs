/**
 * Sends a Node client's token requests to Gatehouse instead of Login with Amazon, for SDKs that don't let you set the
 * address:
 *
 *   GATEHOUSE_URL=https://gatehouse.example.com node --import ./redirect-lwa.mjs your-program.js
 *
 * It covers node:https, which axios, superagent and most clients use. Nothing else is redirected.
 */
import http from 'node:http'
import https from 'node:https'
import { syncBuiltinESMExports } from 'node:module'

const broker = new URL('/auth/o2/token', process.env.GATEHOUSE_URL)
const { request } = https

https.request = (...args) => {
  const callback = args.find((arg) => typeof arg === 'function')
  const options = Object.assign({}, ...args.filter((arg) => typeof arg !== 'function').map(readOptions))
  const host = options.hostname ?? options.host
  const path = (options.path ?? '').toLowerCase()
  if (host !== 'api.amazon.com' || path !== broker.pathname) return request(...args)
  const { agent: _, headers = {}, ...kept } = options
  const isHost = ([name]) => name.toLowerCase() !== 'host'
  const redirected = {
    ...kept,
    protocol: broker.protocol,
    host: broker.hostname,
    hostname: broker.hostname,
    servername: broker.hostname,
    port: broker.port,
    path: broker.pathname,
    headers: Object.fromEntries(Object.entries(headers).filter(isHost)),
  }
  return broker.protocol === 'http:'
    ? http.request(redirected, callback)
    : request({ ...redirected, agent: https.globalAgent }, callback)
}
syncBuiltinESMExports()

/** A request is described by a URL, by options, or by both. */
function readOptions(arg) {
  if (typeof arg !== 'string' && !(arg instanceof URL)) return arg
  const { protocol, hostname, port, pathname, search } = new URL(arg)
  return { protocol, hostname, port, path: pathname + search }
}
