/** What Live says in a page that no sandbox serves. */
export const NoSandbox = () => (
  <section aria-labelledby="no-sandbox">
    <h2 id="no-sandbox">Start the sandbox to watch requests</h2>
    <p>This page has no sandbox, and connects to nothing. Start one on your machine; it serves this page, too:</p>
    <pre tabIndex={0} role="region" aria-label="Command">
      npx @email-events/sandbox serve --open
    </pre>
    <p>Then set your sender's endpoint to the address that it prints, with any write key. Each call appears here.</p>
  </section>
);
