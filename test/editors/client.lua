-- Drives the language server from Neovim, as a second editor beside VS Code. Neovim 0.7 has no vim.lsp.start() yet.
-- Prints one JSON object a line: what it saw, then { ok = true }, or { error = … }.
local server, file = os.getenv('WSKLINT_SERVER'), os.getenv('WSKLINT_FILE')
vim.opt.swapfile = false
vim.opt.shada = ''

local function tell(what)
  io.stdout:write(vim.json.encode(what) .. '\n')
end

local function main()
  local folder = vim.fn.fnamemodify(file, ':h')
  local id = assert(vim.lsp.start_client({ name = 'wsklint', cmd = { 'node', server, '--stdio' }, root_dir = folder }))
  vim.cmd('edit ' .. vim.fn.fnameescape(file))
  local buffer = vim.api.nvim_get_current_buf()
  assert(vim.lsp.buf_attach_client(buffer, id))
  assert(vim.wait(20000, function() return #vim.diagnostic.get(buffer) > 0 end, 25), 'there were no diagnostics')
  local client = vim.lsp.get_client_by_id(id)
  local function ask(method, parameters)
    local answers = assert(vim.lsp.buf_request_sync(buffer, method, parameters, 10000), method .. ' was not answered')
    return answers[id].result
  end

  local found = vim.diagnostic.get(buffer)
  for _, each in ipairs(found) do
    tell({ diagnostic = each.message, line = each.lnum + 1, column = each.col + 1, code = each.code, source = each.source })
  end

  local line = vim.fn.search('->WskSend(')
  vim.api.nvim_win_set_cursor(0, { line, (vim.fn.getline(line):find('WskSend', 1, true)) })
  local hover = ask('textDocument/hover', vim.lsp.util.make_position_params(0, client.offset_encoding))
  tell({ hover = hover.contents.value })

  -- Behind the comma in front of the flags: the place of an argument.
  local flags = vim.fn.getline(line):find('0, Irp', 1, true)
  vim.api.nvim_win_set_cursor(0, { line, flags - 1 })
  local place = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local help = ask('textDocument/signatureHelp', place)
  local signature = help.signatures[1]
  tell({ signature = signature.label, parameter = signature.parameters[help.activeParameter + 1].label })
  local labels = {}
  for _, item in ipairs(ask('textDocument/completion', place)) do
    table.insert(labels, item.label)
  end
  tell({ completions = labels })

  local symbols = {}
  for _, item in ipairs(ask('textDocument/documentSymbol', { textDocument = vim.lsp.util.make_text_document_params() })) do
    table.insert(symbols, item.name .. (item.detail and (': ' .. item.detail) or ''))
  end
  tell({ symbols = symbols })
  local everywhere = {}
  for _, item in ipairs(ask('workspace/symbol', { query = 'SendD' })) do
    table.insert(everywhere, item.name)
  end
  tell({ everywhere = everywhere })

  vim.api.nvim_win_set_cursor(0, { found[1].lnum + 1, found[1].col })
  local parameters = vim.lsp.util.make_range_params(0, client.offset_encoding)
  parameters.context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(buffer, found[1].lnum) }
  local actions = ask('textDocument/codeAction', parameters)
  tell({ action = actions[1].title })
  vim.lsp.util.apply_workspace_edit(actions[1].edit, client.offset_encoding)
  assert(vim.wait(20000, function() return #vim.diagnostic.get(buffer) == 0 end, 25), 'the diagnostic did not go away')

  vim.cmd('silent write')
  client.stop()
  assert(vim.wait(10000, function() return client.is_stopped() end, 20), 'the server did not end')
  tell({ ok = true })
end

local worked, problem = pcall(main)
if not worked then
  tell({ error = tostring(problem) })
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
