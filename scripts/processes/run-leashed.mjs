import { pathToFileURL } from 'node:url'
import '../quick-start.mjs'

// `node run-leashed.mjs <file> [arguments]` runs the file. When our parent is killed, so that the channel to it breaks,
// this process ends, too, and doesn't keep the port. No --import: the processes that the file starts would inherit it.
const [file = ''] = process.argv.splice(1, 2).slice(1)
process.argv.splice(1, 0, file)
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
// An output that can't be written must not end the process. The log has a sink of its own (lib/log-sink.ts).
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
// For programs that listen before the others are ready: resolves when our parent lets them answer (supervise.ts).
globalThis[Symbol.for('gatehouse.permission')] = () => {
  const { promise, resolve } = Promise.withResolvers()
  process.once('message', resolve)
  process.send('ready')
  return promise
}
await import(pathToFileURL(file).href)
