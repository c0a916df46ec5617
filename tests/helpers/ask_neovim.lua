-- Does in Neovim what a person does: waits for the findings, takes a suggestion, goes to the source.
local function wait(what, done)
  if not vim.wait(90000, done, 20) then
    io.stderr:write("waited in vain for " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end

local function count(rule)
  return #vim.tbl_filter(function(one) return one.code == rule end, vim.diagnostic.get(0))
end

wait("all findings", function() return count("money-mismatch") == 1 and count("residual-source") == 1 end)
local found = vim.tbl_map(function(one)
  return { one.lnum, one.col, one.end_lnum, one.end_col, one.code }
end, vim.diagnostic.get(0))

vim.api.nvim_win_set_cursor(0, { 5, 121 })
vim.lsp.buf.code_action({ apply = true, filter = function(one) return vim.startswith(one.title, "Replace") end })
wait("the fix", function() return vim.api.nvim_get_current_line():find("by 251 billion yuan", 1, true)
  or vim.api.nvim_get_current_line():find("251 billion yuan", 1, true) end)
wait("its finding to go", function() return count("money-mismatch") == 0 and count("residual-source") == 1 end)

local start = vim.api.nvim_buf_get_name(0)
vim.lsp.buf.definition()
wait("the source", function() return vim.api.nvim_buf_get_name(0) ~= start end)
local place = vim.api.nvim_win_get_cursor(0)
print(vim.json.encode({
  found = found,
  source = vim.fs.basename(vim.api.nvim_buf_get_name(0)),
  place = place,
}))
vim.cmd("qall!")
