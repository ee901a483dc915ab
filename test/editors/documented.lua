-- Looks at what the documented configuration made of the buffer that is open. Prints one JSON object a line.
local function tell(what)
  io.stdout:write(vim.json.encode(what) .. '\n')
end

local function main()
  assert(vim.wait(60000, function() return #vim.diagnostic.get(0) > 0 end, 25), 'there were no diagnostics')
  local codes = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(codes, each.code)
  end
  local keys = {}
  for _, each in ipairs(vim.api.nvim_buf_get_keymap(0, 'n')) do
    table.insert(keys, each.lhs)
  end
  table.sort(keys)
  tell({ codes = codes, keys = keys })
  for _, client in pairs(vim.lsp.get_active_clients()) do
    client.stop()
    assert(vim.wait(10000, function() return client.is_stopped() end, 20), 'the server did not end')
  end
  tell({ ok = true })
end

local worked, problem = pcall(main)
if not worked then
  tell({ error = tostring(problem) })
  vim.cmd('cquit 1')
end
vim.cmd('qall!')
