// Runs the server that `next build` made.
import './guard-app.mjs'

await import('../../.next/standalone/server.js')
