'use client'

import { Modal, type ModalProps } from './modal.tsx'

/** Details of a row, next to its list. Full width on phones. */
export function SidePanel(props: ModalProps) {
  return <Modal place="side" {...props} />
}
