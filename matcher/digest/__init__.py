"""The digest by mail: gathering what can be told, writing the mails, handing them over."""
