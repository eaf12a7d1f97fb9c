import { writeSync } from 'node:fs'

const waitMs = 5
/** How often to wait for a reader that is slow, but alive. */
const mostWaits = 20
const sleeper = new Int32Array(new SharedArrayBuffer(4))

/**
 * Where log lines go. A sink that accepts none, such as a full disk, a reader that has ended, or one that has stopped
 * reading, must not stop anything else: lines are dropped until it works again, and then a line says how many.
 */
export function createLogSink(
  write: (bytes: Buffer) => number = (bytes) => writeSync(1, bytes),
  sleep: () => void = () => void Atomics.wait(sleeper, 0, 0, waitMs),
) {
  /** The rest of a line that was written in part: it is finished before another one begins. */
  let rest = Buffer.alloc(0)
  let lost = 0

  /** Returns what could not be written. */
  function writeOut(bytes: Buffer, mayWait: boolean): Buffer<ArrayBuffer> {
    let left = Buffer.from(bytes)
    for (let waits = mayWait ? 0 : mostWaits; left.length > 0; ) {
      try {
        left = left.subarray(write(left))
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || waits >= mostWaits) break
        waits += 1
        sleep()
      }
    }
    return left
  }

  /** False: not a byte of it was written. */
  function begin(line: string, mayWait: boolean): boolean {
    const bytes = Buffer.from(line)
    const left = writeOut(bytes, mayWait)
    if (left.length === bytes.length) return false
    rest = left
    return true
  }

  return {
    write(line: string): void {
      // While lines are being lost, the process doesn't wait for the sink.
      const mayWait = lost === 0
      rest = writeOut(rest, mayWait)
      const report = { level: 'warn', time: new Date().toISOString(), lost, msg: 'log lines were lost' }
      if (rest.length === 0 && (lost === 0 || begin(`${JSON.stringify(report)}\n`, mayWait))) lost = 0
      if (lost > 0 || rest.length > 0 || !begin(line, mayWait)) lost += 1
    },
  }
}
