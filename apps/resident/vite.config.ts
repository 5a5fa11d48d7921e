/**
 * Builds the resident's page into dist/resident, served under /r/. Its service worker keeps the shell alone, without the camera's wasm (0.4 MB
 * that few of these pages ever ask for): nobody's household stays on a borrowed phone.
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

export default defineConfig({
  root: import.meta.dirname,
  base: '/r/',
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: '.',
      filename: 'service-worker.ts',
      injectRegister: false,
      // Nothing to install: such a page is opened by its link, which holds a secret.
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{js,css,html}'] },
    }),
  ],
  build: { outDir: '../../dist/resident', emptyOutDir: true, reportCompressedSize: false },
  // The server compares Origin with Host: the proxy must leave both as they are.
  server: {
    proxy: { '/api': { target: process.env['SHOUWANG_SERVER'] ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
