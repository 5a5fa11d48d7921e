/** Builds the desk into dist/command, served from the root of the server; in development /api goes to a running server. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: { outDir: '../../dist/command', emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 1200 },
  // The server compares Origin with Host: the proxy must leave both as they are.
  server: {
    proxy: { '/api': { target: process.env['SHOUWANG_SERVER'] ?? 'http://127.0.0.1:8080', changeOrigin: false } },
  },
})
