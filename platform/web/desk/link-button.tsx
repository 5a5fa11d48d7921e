/** A button that goes to a page: a link in the document, so that it opens in a new tab too. */
import { createLink } from '@tanstack/react-router'
import { Button, type ButtonProps } from 'antd'
import type { ComponentProps } from 'react'

type Look = NonNullable<ButtonProps['type']>
interface LookedProps extends Omit<ButtonProps, 'type' | 'href'> {
  readonly look?: Look
}

// The router drops `type` from what it hands on, so the look of the button travels under another name.
const Looked = ({ look, ...props }: LookedProps) => <Button {...props} type={look ?? 'default'} />
const Linked = createLink(Looked)

type LinkButtonProps = Omit<ComponentProps<typeof Linked>, 'look' | 'type'> & { readonly type?: Look }

export const LinkButton = ({ type, ...props }: LinkButtonProps) => <Linked {...props} look={type ?? 'default'} />
