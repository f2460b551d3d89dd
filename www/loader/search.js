// The search box comes as a script of its own when somebody first wants to search; it hands its function over on its element.
let searchScript = null;

function loadSearch() {
  if (!searchScript) {
    searchScript = new Promise((done, failed) => {
      const script = document.createElement("script");
      script.onload = () => done(script.open);
      script.onerror = failed;
      if (SCRIPT) script.nonce = SCRIPT.nonce;
      script.src = new URL("qdviz-find.js", BASE).href;
      document.head.appendChild(script);
    });
    // The next press tries again.
    searchScript.catch(() => (searchScript = null));
  }
  return searchScript;
}
