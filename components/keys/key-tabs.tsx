import { paths } from '../paths.ts'
import { NavTabs } from '../ui/nav-tabs.tsx'

export function KeyTabs({ current }: { current: string }) {
  const tabs = [
    { href: paths.keys, label: 'Programs' },
    { href: paths.agents, label: 'Agents' },
  ]
  return <NavTabs label="Keys by holder" tabs={tabs} current={current} />
}
