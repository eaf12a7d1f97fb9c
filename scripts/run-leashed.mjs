import { pathToFileURL } from 'node:url'

// `node run-leashed.mjs <file> [arguments]` runs the file. When our parent is killed, so that the channel to it
// breaks, this process ends, too, and nobody is left behind to hold the port. No --import: that would be handed
// down to the processes that the file starts.
const [file = ''] = process.argv.splice(1, 2).slice(1)
process.argv.splice(1, 0, file)
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
await import(pathToFileURL(file).href)
