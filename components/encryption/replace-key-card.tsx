import { Card } from '../ui/card.tsx'

const command = (text: string) => <code className="font-mono text-sm wrap-anywhere">{text}</code>

/** How to replace one key by another. */
export function ReplaceKeyCard() {
  return (
    <Card title="Replace a key">
      <ol className="grid list-decimal gap-2 pl-5 text-ink-muted marker:text-ink-faint">
        <li>On the server, add a key in front of the others: {command('npm run gatehouse -- keys add')}</li>
        <li>
          Restart all processes together. If they restart one after the other, move the key behind the others
          before any of them restarts. Once all have it, move it to the front, and restart them again.
        </li>
        <li>Re-seal here.</li>
        <li>Retire the previous key here, remove it from the configuration, and restart again.</li>
      </ol>
    </Card>
  )
}
