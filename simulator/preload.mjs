/**
 * Redirects a Node client of Amazon's hosts to the simulator, unmodified:
 *
 *   node --import "file:///path/to/simulator/preload.mjs?port=4271&ca=/path/to/ca.pem" client.js
 *
 * It replaces tls.connect, which node:https, fetch and every library use: a connection to a host of Amazon's
 * goes to this machine and trusts the simulator's authority besides the usual ones.
 */
import { readFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import tls from 'node:tls'

const amazonHost =
  /^((seller|vendor)central[a-z-]*\.|(sandbox\.)?sellingpartnerapi-(na|eu|fe)\.|api\.|www\.|(eu|apac)\.account\.)?amazon\.[a-z.]{2,6}$/

const { searchParams } = new URL(import.meta.url)
const port = Number(searchParams.get('port'))
const caFile = searchParams.get('ca')
if (!Number.isInteger(port) || port < 1 || port > 65_535 || caFile === null) {
  throw new Error('The preload needs ?port=<the simulator’s TLS port>&ca=<its ca.pem>')
}
const ca = [...tls.rootCertificates, readFileSync(caFile, 'utf8')]
const connect = tls.connect

tls.connect = (...given) => {
  const callback = given.find((each) => typeof each === 'function')
  const options = readOptions(given)
  const host = options.servername || options.host || options.hostname || ''
  // A given socket is a tunnel through a proxy, and the code that opened it chose its destination.
  if (!amazonHost.test(host) || options.socket) return connect(...given)
  return connect(
    { ...options, host: '127.0.0.1', port, servername: host, path: undefined, lookup: undefined, ca },
    callback,
  )
}
syncBuiltinESMExports()

/** `tls.connect` takes (options), (port, options) and (port, host, options). */
function readOptions(given) {
  const [first, second] = given
  const options = given.find((each) => typeof each === 'object' && each !== null) ?? {}
  if (typeof first === 'object') return options
  return { ...options, port: first, ...(typeof second === 'string' && { host: second }) }
}
