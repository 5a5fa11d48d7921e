/** A button that goes to a page: a link in the document, so that it opens in a new tab too. */
import { createLink } from '@tanstack/react-router'
import { Button } from 'antd'

export const LinkButton = createLink(Button)
