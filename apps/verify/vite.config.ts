/**
 * Builds the page that checks a draw into one file, dist/verify/index.html, served as /draw/verify and worth saving: script and
 * style stand in it, and its own policy forbids it any connection, so that nobody has to take our word for it.
 */
import { createHash } from 'node:crypto'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const oneFile: Plugin = {
  name: 'one-file',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle)
    const page = files.find(({ fileName }) => fileName.endsWith('.html'))
    const code = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : []))
    const styles = files.flatMap((file) =>
      file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : [],
    )
    if (page?.type !== 'asset' || code.length !== 1) throw new Error('the page was expected as one script')
    const script = code.join('').replaceAll('</script', '<\\/script')
    const policy = `default-src 'none'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`
    const html = String(page.source)
      .replace(/\s*<script type="module"[^>]*><\/script>/, '')
      .replace(/\s*<link rel="stylesheet"[^>]*>/, '')
      .replace(
        '<meta charset="utf-8" />',
        `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`,
      )
      .replace('</head>', () => `  <style>${styles.join('')}</style>\n  </head>`)
      .replace('</body>', () => `  <script type="module">${script}</script>\n  </body>`)
    page.source = html
    for (const { fileName } of files) if (fileName !== page.fileName) delete bundle[fileName]
  },
}

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), oneFile],
  build: {
    ...{ outDir: '../../dist/verify', emptyOutDir: true, reportCompressedSize: false },
    ...{ cssCodeSplit: false, modulePreload: false, assetsInlineLimit: 1_000_000 },
  },
})
