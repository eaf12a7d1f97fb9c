'use client'

import { Modal, type ModalProps } from './modal.tsx'

/** Details of a row, beside the list it came from. Fills a phone. */
export function SidePanel(props: ModalProps) {
  return <Modal place="side" {...props} />
}
