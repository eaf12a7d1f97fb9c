import { connect, type Socket } from 'node:net'

export type Place = { readonly host: string; readonly port: number } | { readonly path: string }

/**
 * The way to a server. One that hangs up without a word, as proxies do while the server behind them is away, is a
 * failure here: postgres.js would try again without a pause, for ever, and never answer who asked.
 */
export function reachServer(place: Place): Socket {
  // postgres.js reads the host from it, for the handshake of TLS and for its messages.
  const socket = Object.assign(connect(place), place)
  const giveUp = () =>
    socket.destroy(Object.assign(new Error('it hung up without a word'), { code: 'CONNECTION_CLOSED' }))
  socket.once('end', giveUp)
  socket.once('data', () => socket.off('end', giveUp))
  return socket
}
