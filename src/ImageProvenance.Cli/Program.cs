Console.Error.WriteLine("imageprov");
