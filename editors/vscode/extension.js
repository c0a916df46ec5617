// Starts the language server of aligncheck, and shows what it finds.
"use strict";

const vscode = require("vscode");
const { LanguageClient, State } = require("vscode-languageclient/node");

const LANGUAGES = ["plaintext", "markdown", "html", "latex", "xml"];
const INSTALL = 'pip install "aligncheck[lsp]"';
const KEEP = "aligncheck.keep";

/** @type {LanguageClient | undefined} */
let client;

/**
 * Start the server with the settings as they are now; say how to install it where it does not start.
 * @param {vscode.StatusBarItem} status
 */
async function start(status) {
  const settings = vscode.workspace.getConfiguration("aligncheck");
  const [command = "aligncheck", ...first] = settings.get("command", ["aligncheck"]);
  const args = [...first, "server", "--lsp", ...settings.get("arguments", [])];
  client = new LanguageClient(
    "aligncheck",
    "aligncheck",
    { command, args },
    {
      documentSelector: LANGUAGES.flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      initializationOptions: { debounceMilliseconds: settings.get("debounceMilliseconds", 300) },
      middleware: { executeCommand: askForReason },
    },
  );
  client.onDidChangeState(({ newState }) => {
    status.text = newState === State.Running ? "aligncheck" : "$(warning) aligncheck";
    status.tooltip = newState === State.Running ? "aligncheck checks this text" : "The server is not running";
  });
  try {
    await client.start();
  } catch (error) {
    const choice = await vscode.window.showErrorMessage(`aligncheck does not start (${error}). Is it installed?`, "Copy the command");
    if (choice) {
      await vscode.env.clipboard.writeText(INSTALL);
    }
  }
}

/**
 * Ask why a finding is kept as it is, and send the reason along.
 * @param {string} command
 * @param {any[]} args
 * @param {(command: string, args: any[]) => any} next
 */
async function askForReason(command, args, next) {
  if (command === KEEP && args.length < 3) {
    const reason = await vscode.window.showInputBox({ prompt: "Why is it right?", placeHolder: "accepted in the editor" });
    return reason === undefined ? undefined : next(command, [...args, reason]);
  }
  return next(command, args);
}

/** Show the source of the sentence at the cursor in the editor next to this one. */
async function openSource() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    return;
  }
  /** @type {(vscode.Location | vscode.LocationLink)[]} */
  const found = await vscode.commands.executeCommand(
    "vscode.executeDefinitionProvider",
    editor.document.uri,
    editor.selection.active,
  );
  const place = found.at(0);
  if (!place) {
    vscode.window.showInformationMessage("No source is known for this sentence.");
    return;
  }
  const [uri, selection] = "uri" in place ? [place.uri, place.range] : [place.targetUri, place.targetRange];
  await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside, selection, preserveFocus: true });
}

/** @param {vscode.ExtensionContext} context */
async function activate(context) {
  const status = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right);
  status.command = "aligncheck.nextFinding";
  status.show();
  const restart = async () => {
    await stop();
    await start(status);
  };
  context.subscriptions.push(
    status,
    vscode.commands.registerCommand("aligncheck.openSource", openSource),
    vscode.commands.registerCommand("aligncheck.nextFinding", () => vscode.commands.executeCommand("editor.action.marker.next")),
    vscode.commands.registerCommand("aligncheck.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("aligncheck")) {
        restart();
      }
    }),
  );
  await start(status);
}

/** End the server, where it runs. */
async function stop() {
  if (client?.isRunning()) {
    await client.stop();
  }
}

module.exports = { activate, deactivate: stop };
