"""The employer's side (用人单位端): who stands for an employer signs in, reads what was served, answers, pays, proves."""
