import { connect, type Socket } from 'node:net'

export type Place = { readonly host: string; readonly port: number } | { readonly path: string }

/** What a Postgres begins with: a request to authenticate, an error, its protocol, or its word on TLS. */
const beginnings = 'REvSN'

/**
 * The way to a server. What hangs up without a word, as proxies do while the server behind them is away, is a failure
 * here, and so is what speaks another language: postgres.js would try again without a pause, for ever, and never
 * answer who asked.
 */
export function connectToServer(place: Place): Socket {
  // postgres.js reads the host from it, for the handshake of TLS and for its messages.
  const socket = Object.assign(connect(place), place)
  const fail = (message: string) =>
    socket.destroy(Object.assign(new Error(message), { code: 'CONNECTION_CLOSED' }))
  const hangUp = () => fail('it hung up without a word')
  socket.once('end', hangUp)
  socket.once('data', ([first = 0]: Uint8Array) => {
    socket.off('end', hangUp)
    if (!beginnings.includes(String.fromCharCode(first))) fail('what answers there is no Postgres')
  })
  return socket
}
