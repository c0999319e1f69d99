"""The bank's side (银行办事): who works at a bank takes pay files from here and hands in what was booked or sent back."""
